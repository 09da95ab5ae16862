"""What the pages say of open feedback, from gold's published counts alone; no Spark, no silver."""
