output "archive" {
  value       = "s3://${aws_s3_bucket.archive.bucket}/flowex"
  description = "engine.archive of the chart"
}

output "pods_role" {
  value       = aws_iam_role.pods.arn
  description = "serviceAccount.annotations of the chart: eks.amazonaws.com/role-arn"
}

output "network" {
  value       = var.network_cidr
  description = "network.podCidr and network.privateCidr of the chart"
}

output "audit_files" {
  value       = aws_efs_file_system.audit.id
  description = "file system of the storage class that audit.className of the chart names"
}

output "replica" {
  value       = aws_db_instance.replica.endpoint
  description = "PostgreSQL's replica"
}
