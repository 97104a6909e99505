"""What the trials on drawn worlds try: code that, once changed, makes what was found before say nothing."""

TRIED = (
    "src/smartstart/statistics",
    "src/smartstart/vault/insight",
    "src/smartstart/vault/twin/truth.py",
    "tests/support/worlds.py",
)
