"""What a delivery must satisfy: contracts, rules, the gate and its receipts; needs neither Spark nor Airflow."""
