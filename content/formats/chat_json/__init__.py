"""Chats that are exported as JSON, one module a program that exports."""
