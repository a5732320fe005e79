variable "cluster" {
  type        = string
  description = "name of the cluster, and of what belongs to it"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,30}$", var.cluster))
    error_message = "cluster must be 3 to 31 small letters, digits and hyphens, a letter first."
  }
}

variable "region" {
  type        = string
  description = "where it is"
}

variable "project" {
  type        = string
  description = "project in which it is"
}

variable "network_cidr" {
  type        = string
  default     = "10.42.0.0/16"
  description = "addresses of its network"
}

variable "operator_cidrs" {
  type        = list(string)
  default     = []
  description = "from where operators reach the cluster's API; empty: from its own network only"
}

variable "machine_type" {
  type        = string
  default     = "n2-standard-8"
  description = "of the cluster's machines"
}

variable "machines" {
  type        = number
  default     = 6
  description = "how many there are at first; three at least, one for each node of the engine"
  validation {
    condition     = var.machines >= 3
    error_message = "machines must be 3 or more: nodes of the engine do not share one."
  }
}

variable "machines_max" {
  type        = number
  default     = 40
  description = "how many there may be"
}

variable "database_type" {
  type        = string
  default     = "db-custom-8-32768"
  description = "of PostgreSQL and its replica"
}

variable "redis_gigabytes" {
  type        = number
  default     = 5
  description = "memory of Redis"
}
