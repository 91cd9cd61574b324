"""Chats: exports of messengers and logs."""
