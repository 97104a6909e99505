"""What came in: releases, open figures, keys, and what sources can and cannot answer."""
