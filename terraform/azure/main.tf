# FlowEx on Azure: network, AKS, PostgreSQL with a replica, Redis, a store for backups, a share for the audit log, secrets.
# `terraform fmt -check` and its own parser have read this (TerraformTest); `terraform validate` needs providers that could not be fetched
# where it was written, so it runs first in scripts/deploy-azure.sh. Azure's store does not speak S3, so engine.archive stays empty here: nodes
# keep their whole event log, or name a store elsewhere that does.
terraform {
  required_version = ">= 1.9"
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.14" }
    random  = { source = "hashicorp/random", version = "~> 3.6" }
  }
}

provider "azurerm" {
  features {
    key_vault {
      purge_soft_delete_on_destroy = false
    }
  }
}

data "azurerm_client_config" "self" {}

locals {
  tags = { project = "flowex", cluster = var.cluster }
}

resource "azurerm_resource_group" "main" {
  name     = var.cluster
  location = var.region
  tags     = local.tags
}

# --- Network ------------------------------------------------------------------------------------------------------------

resource "azurerm_virtual_network" "main" {
  name                = var.cluster
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  address_space       = [var.network_cidr]
}

resource "azurerm_subnet" "nodes" {
  name                 = "nodes"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = [cidrsubnet(var.network_cidr, 1, 0)]
}

resource "azurerm_subnet" "database" {
  name                 = "database"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = [cidrsubnet(var.network_cidr, 8, 128)]
  delegation {
    name = "postgresql"
    service_delegation {
      name    = "Microsoft.DBforPostgreSQL/flexibleServers"
      actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
    }
  }
}

resource "azurerm_subnet" "data" {
  name                 = "data"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = [cidrsubnet(var.network_cidr, 8, 129)]
}

resource "azurerm_private_dns_zone" "database" {
  name                = "${var.cluster}.postgres.database.azure.com"
  resource_group_name = azurerm_resource_group.main.name
}

resource "azurerm_private_dns_zone_virtual_network_link" "database" {
  name                  = "database"
  resource_group_name   = azurerm_resource_group.main.name
  private_dns_zone_name = azurerm_private_dns_zone.database.name
  virtual_network_id    = azurerm_virtual_network.main.id
}

# --- Kubernetes ---------------------------------------------------------------------------------------------------------

resource "azurerm_log_analytics_workspace" "main" {
  name                = var.cluster
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  retention_in_days   = 30
}

# Three nodes of the engine are on three machines: never fewer than that.
resource "azurerm_kubernetes_cluster" "main" {
  name                      = var.cluster
  resource_group_name       = azurerm_resource_group.main.name
  location                  = var.region
  dns_prefix                = var.cluster
  kubernetes_version        = var.kubernetes_version
  sku_tier                  = "Standard"
  private_cluster_enabled   = length(var.operator_cidrs) == 0
  oidc_issuer_enabled       = true
  workload_identity_enabled = true
  local_account_disabled    = false
  tags                      = local.tags
  default_node_pool {
    name                 = "main"
    vm_size              = var.machine_type
    vnet_subnet_id       = azurerm_subnet.nodes.id
    zones                = ["1", "2", "3"]
    auto_scaling_enabled = true
    min_count            = var.machines
    max_count            = var.machines_max
    os_disk_size_gb      = 100
    upgrade_settings {
      max_surge = "1"
    }
  }
  identity {
    type = "SystemAssigned"
  }
  network_profile {
    network_plugin = "azure"
    network_policy = "azure"
    service_cidr   = "172.20.0.0/16"
    dns_service_ip = "172.20.0.10"
  }
  dynamic "api_server_access_profile" {
    for_each = length(var.operator_cidrs) > 0 ? [1] : []
    content {
      authorized_ip_ranges = var.operator_cidrs
    }
  }
  oms_agent {
    log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id
  }
}

# --- PostgreSQL ---------------------------------------------------------------------------------------------------------

resource "random_password" "database" {
  length  = 40
  special = false
}

resource "azurerm_postgresql_flexible_server" "primary" {
  name                          = "${var.cluster}-db"
  resource_group_name           = azurerm_resource_group.main.name
  location                      = var.region
  version                       = "16"
  sku_name                      = var.database_type
  storage_mb                    = 131072
  auto_grow_enabled             = true
  administrator_login           = "flowex"
  administrator_password        = random_password.database.result
  delegated_subnet_id           = azurerm_subnet.database.id
  private_dns_zone_id           = azurerm_private_dns_zone.database.id
  public_network_access_enabled = false
  backup_retention_days         = 14
  geo_redundant_backup_enabled  = true
  zone                          = "1"
  high_availability {
    mode                      = "ZoneRedundant"
    standby_availability_zone = "2"
  }
  depends_on = [azurerm_private_dns_zone_virtual_network_link.database]
}

resource "azurerm_postgresql_flexible_server_configuration" "connections" {
  name      = "max_connections"
  server_id = azurerm_postgresql_flexible_server.primary.id
  value     = "1000"
}

resource "azurerm_postgresql_flexible_server_database" "flowex" {
  name      = "flowex"
  server_id = azurerm_postgresql_flexible_server.primary.id
  collation = "en_US.utf8"
  charset   = "UTF8"
}

resource "azurerm_postgresql_flexible_server" "replica" {
  name                          = "${var.cluster}-db-replica"
  resource_group_name           = azurerm_resource_group.main.name
  location                      = var.region
  create_mode                   = "Replica"
  source_server_id              = azurerm_postgresql_flexible_server.primary.id
  delegated_subnet_id           = azurerm_subnet.database.id
  private_dns_zone_id           = azurerm_private_dns_zone.database.id
  public_network_access_enabled = false
}

# --- Redis --------------------------------------------------------------------------------------------------------------

resource "azurerm_redis_cache" "main" {
  name                          = "${var.cluster}-redis"
  resource_group_name           = azurerm_resource_group.main.name
  location                      = var.region
  family                        = "P"
  sku_name                      = "Premium"
  capacity                      = var.redis_type
  minimum_tls_version           = "1.2"
  non_ssl_port_enabled          = false
  public_network_access_enabled = false
  subnet_id                     = azurerm_subnet.data.id
  zones                         = ["1", "2"]
  redis_configuration {
    # A session that is forgotten would be one that was ended.
    maxmemory_policy = "noeviction"
  }
}

# --- Store of backups, and a share that several pods write ------------------------------------------------------------------

resource "azurerm_storage_account" "archive" {
  name                            = substr("${replace(var.cluster, "-", "")}archive", 0, 24)
  resource_group_name             = azurerm_resource_group.main.name
  location                        = var.region
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  min_tls_version                 = "TLS1_2"
  https_traffic_only_enabled      = true
  allow_nested_items_to_be_public = false
  blob_properties {
    versioning_enabled = true
    delete_retention_policy {
      days = 30
    }
  }
}

resource "azurerm_storage_container" "backups" {
  name                  = "backups"
  storage_account_id    = azurerm_storage_account.archive.id
  container_access_type = "private"
}

# --- Secrets: those that are known here; scripts/make-secrets.sh makes the others ------------------------------------------

resource "azurerm_key_vault" "main" {
  name                       = substr("${var.cluster}-keys", 0, 24)
  resource_group_name        = azurerm_resource_group.main.name
  location                   = var.region
  tenant_id                  = data.azurerm_client_config.self.tenant_id
  sku_name                   = "standard"
  purge_protection_enabled   = true
  soft_delete_retention_days = 90
  access_policy {
    tenant_id          = data.azurerm_client_config.self.tenant_id
    object_id          = data.azurerm_client_config.self.object_id
    secret_permissions = ["Get", "List", "Set", "Delete", "Recover"]
  }
  # For external-secrets.io.
  access_policy {
    tenant_id          = data.azurerm_client_config.self.tenant_id
    object_id          = azurerm_kubernetes_cluster.main.kubelet_identity[0].object_id
    secret_permissions = ["Get", "List"]
  }
}

resource "azurerm_key_vault_secret" "database" {
  name         = "flowex-database-url"
  key_vault_id = azurerm_key_vault.main.id
  value        = "postgresql://flowex:${random_password.database.result}@${azurerm_postgresql_flexible_server.primary.fqdn}:5432/flowex?sslmode=require"
}

resource "azurerm_key_vault_secret" "redis" {
  name         = "flowex-redis-url"
  key_vault_id = azurerm_key_vault.main.id
  value        = "rediss://:${urlencode(azurerm_redis_cache.main.primary_access_key)}@${azurerm_redis_cache.main.hostname}:6380/0"
}
