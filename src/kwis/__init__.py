"""Kwis, the open shared service desk."""
