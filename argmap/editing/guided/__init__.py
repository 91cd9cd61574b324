"""Guided annotation: what somebody who reads a thread can say about its words, and what that writes."""
