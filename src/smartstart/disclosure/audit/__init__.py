"""The audit: what an outsider can work out from all that is shown. It shares no code with what chose to withhold."""
