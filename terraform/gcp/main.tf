# FlowEx on Google Cloud: network, GKE, PostgreSQL with a replica, Redis, a bucket for archive and backups, files for the audit log, secrets.
# `terraform fmt -check` and its own parser have read this (TerraformTest); `terraform validate` needs providers that could not be fetched
# where it was written, so it runs first in scripts/deploy-gcp.sh.
terraform {
  required_version = ">= 1.9"
  required_providers {
    google = { source = "hashicorp/google", version = "~> 6.13" }
    random = { source = "hashicorp/random", version = "~> 3.6" }
  }
}

provider "google" {
  project = var.project
  region  = var.region
}

# --- Network ------------------------------------------------------------------------------------------------------------

resource "google_compute_network" "main" {
  name                    = var.cluster
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "main" {
  name                     = var.cluster
  network                  = google_compute_network.main.id
  region                   = var.region
  ip_cidr_range            = cidrsubnet(var.network_cidr, 4, 0)
  private_ip_google_access = true
  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = cidrsubnet(var.network_cidr, 1, 1)
  }
  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = cidrsubnet(var.network_cidr, 4, 1)
  }
}

resource "google_compute_router" "main" {
  name    = var.cluster
  network = google_compute_network.main.id
  region  = var.region
}

resource "google_compute_router_nat" "main" {
  name                               = var.cluster
  router                             = google_compute_router.main.name
  region                             = var.region
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}

# By which databases are reached from inside.
resource "google_compute_global_address" "data" {
  name          = "${var.cluster}-data"
  network       = google_compute_network.main.id
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 20
}

resource "google_service_networking_connection" "data" {
  network                 = google_compute_network.main.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.data.name]
}

# --- Kubernetes ---------------------------------------------------------------------------------------------------------

resource "google_service_account" "nodes" {
  account_id   = substr("${var.cluster}-nodes", 0, 30)
  display_name = "machines of ${var.cluster}"
}

resource "google_project_iam_member" "nodes" {
  for_each = toset(["roles/logging.logWriter", "roles/monitoring.metricWriter", "roles/artifactregistry.reader"])
  project  = var.project
  role     = each.value
  member   = "serviceAccount:${google_service_account.nodes.email}"
}

resource "google_container_cluster" "main" {
  name                     = var.cluster
  location                 = var.region
  network                  = google_compute_network.main.id
  subnetwork               = google_compute_subnetwork.main.id
  remove_default_node_pool = true
  initial_node_count       = 1
  deletion_protection      = true
  datapath_provider        = "ADVANCED_DATAPATH"
  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }
  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = length(var.operator_cidrs) == 0
    master_ipv4_cidr_block  = "172.20.0.0/28"
  }
  master_authorized_networks_config {
    dynamic "cidr_blocks" {
      for_each = var.operator_cidrs
      content {
        cidr_block = cidr_blocks.value
      }
    }
  }
  workload_identity_config {
    workload_pool = "${var.project}.svc.id.goog"
  }
  addons_config {
    gcp_filestore_csi_driver_config {
      enabled = true
    }
  }
  release_channel {
    channel = "STABLE"
  }
}

# Three nodes of the engine are on three machines: one in each of three zones at least.
resource "google_container_node_pool" "main" {
  name     = "main"
  cluster  = google_container_cluster.main.id
  location = var.region
  autoscaling {
    total_min_node_count = var.machines
    total_max_node_count = var.machines_max
  }
  upgrade_settings {
    max_surge       = 1
    max_unavailable = 0
  }
  management {
    auto_repair  = true
    auto_upgrade = true
  }
  node_config {
    machine_type    = var.machine_type
    disk_size_gb    = 100
    disk_type       = "pd-ssd"
    service_account = google_service_account.nodes.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}

# --- PostgreSQL ---------------------------------------------------------------------------------------------------------

resource "random_password" "database" {
  length  = 40
  special = false
}

resource "google_sql_database_instance" "primary" {
  name                = "${var.cluster}-db"
  region              = var.region
  database_version    = "POSTGRES_17"
  deletion_protection = true
  settings {
    edition           = "ENTERPRISE"
    tier              = var.database_type
    availability_type = "REGIONAL"
    disk_type         = "PD_SSD"
    disk_autoresize   = true
    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.main.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
      backup_retention_settings {
        retained_backups = 14
      }
    }
    database_flags {
      name  = "max_connections"
      value = "1000"
    }
  }
  depends_on = [google_service_networking_connection.data]
}

resource "google_sql_database" "flowex" {
  name     = "flowex"
  instance = google_sql_database_instance.primary.name
}

resource "google_sql_user" "flowex" {
  name     = "flowex"
  instance = google_sql_database_instance.primary.name
  password = random_password.database.result
}

resource "google_sql_database_instance" "replica" {
  name                 = "${var.cluster}-db-replica"
  region               = var.region
  database_version     = "POSTGRES_17"
  master_instance_name = google_sql_database_instance.primary.name
  deletion_protection  = false
  settings {
    edition = "ENTERPRISE"
    tier    = var.database_type
    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.main.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
    database_flags {
      name  = "max_connections"
      value = "1000"
    }
  }
}

# --- Redis --------------------------------------------------------------------------------------------------------------

resource "google_redis_instance" "main" {
  name                    = var.cluster
  region                  = var.region
  tier                    = "STANDARD_HA"
  memory_size_gb          = var.redis_gigabytes
  redis_version           = "REDIS_7_2"
  authorized_network      = google_compute_network.main.id
  connect_mode            = "PRIVATE_SERVICE_ACCESS"
  auth_enabled            = true
  transit_encryption_mode = "DISABLED"
  # A session that is forgotten would be one that was ended.
  redis_configs = { maxmemory-policy = "noeviction" }
  depends_on    = [google_service_networking_connection.data]
}

# --- Bucket: archive of events, backups; it speaks S3 with a key of its own -------------------------------------------------

resource "google_storage_bucket" "archive" {
  name                        = "${var.project}-${var.cluster}-archive"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  versioning {
    enabled = true
  }
}

resource "google_service_account" "archive" {
  account_id   = substr("${var.cluster}-archive", 0, 30)
  display_name = "archive of ${var.cluster}"
}

resource "google_storage_bucket_iam_member" "archive" {
  bucket = google_storage_bucket.archive.name
  role   = "roles/storage.objectAdmin"
  member = "serviceAccount:${google_service_account.archive.email}"
}

resource "google_storage_hmac_key" "archive" {
  service_account_email = google_service_account.archive.email
}

# --- Secrets: those that are known here; scripts/make-secrets.sh makes the others ------------------------------------------

locals {
  secrets = {
    database_url  = "postgresql://flowex:${random_password.database.result}@${google_sql_database_instance.primary.private_ip_address}:5432/flowex?sslmode=require"
    redis_url     = "redis://:${google_redis_instance.main.auth_string}@${google_redis_instance.main.host}:${google_redis_instance.main.port}/0"
    s3_access_key = google_storage_hmac_key.archive.access_id
    s3_secret_key = google_storage_hmac_key.archive.secret
  }
}

resource "google_secret_manager_secret" "known" {
  for_each  = toset(["database_url", "redis_url", "s3_access_key", "s3_secret_key"])
  secret_id = "flowex-${each.value}"
  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "known" {
  for_each    = toset(["database_url", "redis_url", "s3_access_key", "s3_secret_key"])
  secret      = google_secret_manager_secret.known[each.value].id
  secret_data = local.secrets[each.value]
}
