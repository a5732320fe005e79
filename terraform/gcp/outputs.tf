output "archive" {
  value       = "s3://${google_storage_bucket.archive.name}/flowex"
  description = "engine.archive of the chart, with FLOWEX_S3_ENDPOINT https://storage.googleapis.com among its settings, and s3_access_key and s3_secret_key among secrets.names"
}

output "network" {
  value       = var.network_cidr
  description = "network.podCidr of the chart"
}

output "data_network" {
  value       = "${google_compute_global_address.data.address}/20"
  description = "network.privateCidr of the chart"
}

output "replica" {
  value       = google_sql_database_instance.replica.private_ip_address
  description = "PostgreSQL's replica"
}
