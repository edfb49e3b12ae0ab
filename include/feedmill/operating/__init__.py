"""Operating: is what stands here what the invariants promise? Works on ports alone."""
