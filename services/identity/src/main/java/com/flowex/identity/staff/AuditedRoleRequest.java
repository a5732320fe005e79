package com.flowex.identity.staff;

/** What the audit log keeps of somebody's wish for a role. */
record AuditedRoleRequest(String userId, String role, String status) {

    static AuditedRoleRequest of(RoleRequestsTable.RoleRequest request) {
        return new AuditedRoleRequest(
                Long.toString(request.userId()), request.role().label(), request.status());
    }
}
