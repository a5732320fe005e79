output "backups" {
  value       = "${azurerm_storage_account.archive.name}/${azurerm_storage_container.backups.name}"
  description = "where backups of PostgreSQL may go"
}

output "network" {
  value       = var.network_cidr
  description = "network.podCidr and network.privateCidr of the chart; Redis listens at 6380, which belongs into network.privatePorts"
}

output "vault" {
  value       = azurerm_key_vault.main.vault_uri
  description = "of the store that secrets.store of the chart names"
}

output "replica" {
  value       = azurerm_postgresql_flexible_server.replica.fqdn
  description = "PostgreSQL's replica"
}
