"""Colours as people see them: with every kind of sight, and in grey print. Calculated, not looked at.

Colour-blindness at full strength: Machado, Oliveira and Fernandes (2009), "A physiologically-based model for
simulation of color vision deficiency", on linear sRGB. Differences are those of CIELAB (1976, D65).
"""

import numpy as np

SIGHT = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def _linear(colour: str) -> np.ndarray:
    part = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    xyz = _TO_XYZ @ linear / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(colour: str, sight: str) -> np.ndarray:
    """Return a colour in CIELAB as somebody with this sight sees it."""
    return _lab(np.clip(SIGHT[sight] @ _linear(colour), 0, 1))


def lightness(colour: str) -> float:
    """Return how light a colour is in grey print, 0 to 100."""
    return float(_lab(_linear(colour))[0])


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG, 0 to 1."""
    return float(_TO_XYZ[1] @ _linear(colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
