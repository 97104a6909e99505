# Installeert Smart Start vanuit deze map, zonder netwerk. Gebruik: install.bat [MAP]
param([string]$Target = (Join-Path $HOME "smartstart"))
$ErrorActionPreference = "Stop"
$wanted = "@PYTHON@"
$ask = "import sys; print('%d.%d' % sys.version_info[:2])"  # single quotes inside: older PowerShell drops double ones

$python = $null
foreach ($candidate in @(@("py", "-$wanted"), @("python"), @("python3"))) {
    $name = $candidate[0]
    $options = @($candidate | Select-Object -Skip 1)
    if (-not (Get-Command $name -ErrorAction SilentlyContinue)) { continue }
    try { $version = & $name @options -c $ask } catch { continue }
    if ($LASTEXITCODE -eq 0 -and "$version".Trim() -eq $wanted) { $python = @($name) + $options; break }
}
if ($null -eq $python) {
    Write-Host "Deze map is gemaakt voor Python $wanted, en die staat niet op deze computer."
    Write-Host "  oplossing: installeer Python $wanted, of vraag een map voor de Python die hier wel staat"
    exit 1
}

function Invoke-Step([string]$What) {
    if ($LASTEXITCODE -ne 0) { Write-Host "Mislukt bij: $What"; exit 1 }
}

Write-Host "Smart Start installeren in $Target ..."
$rest = @($python | Select-Object -Skip 1)
& $python[0] @rest -m venv $Target
Invoke-Step "een eigen omgeving maken"
$inside = Join-Path $Target "Scripts\python.exe"
& $inside -m pip --isolated --disable-pip-version-check --no-input install --quiet --force-reinstall --no-index `
    --find-links (Join-Path $PSScriptRoot "wheels") --require-hashes --no-deps -r (Join-Path $PSScriptRoot "requirements.txt")
Invoke-Step "de onderdelen installeren"
& $inside -m pip --isolated check
Invoke-Step "nagaan of alles er is"
& (Join-Path $Target "Scripts\smartstart.exe") --version
Invoke-Step "Smart Start starten"
Write-Host "Klaar. Begin met: $(Join-Path $Target 'Scripts\smartstart.exe') --help"
