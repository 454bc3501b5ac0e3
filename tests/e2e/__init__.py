"""What people do, on a real server in a real browser. A package, so that pytest ends both behind its last test."""
