@echo off
rem Installeert Smart Start vanuit deze map, zonder netwerk. Gebruik: install.bat [MAP]
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1" %*
if errorlevel 1 pause
