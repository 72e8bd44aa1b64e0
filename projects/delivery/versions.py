"""The version of everything public about projects: pages and lists kept for visitors."""

PROJECTS = "projects"
