"""Plots of measured numbers as SVG and in the terminal."""
