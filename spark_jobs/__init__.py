"""What is computed: a delivery from landing to silver, and the country from silver to the serving file."""
