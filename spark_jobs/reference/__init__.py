"""Reference data in the lake: new versions loaded, validated, put in force from a day, and applied to silver."""
