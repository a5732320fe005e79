package com.flowex.identity.api;

import com.flowex.identity.store.user.RoleRequestsTable;

/** Part of a role request that the audit log keeps. */
record AuditedRoleRequest(String userId, String role, String status) {

    static AuditedRoleRequest of(RoleRequestsTable.RoleRequest request) {
        return new AuditedRoleRequest(
                Long.toString(request.userId()), request.role().label(), request.status());
    }
}
