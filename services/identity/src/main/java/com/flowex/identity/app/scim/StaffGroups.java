package com.flowex.identity.app.scim;

import com.flowex.identity.store.oidc.ScimGroupsTable;
import com.flowex.identity.store.oidc.ScimGroupsTable.ListedGroup;
import com.flowex.identity.store.oidc.ScimGroupsTable.ScimMember;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of a tenant's identity providers as administrators read them. Their providers alone change them. */
public final class StaffGroups {

    private final Database database;

    public StaffGroups(Database database) {
        this.database = database;
    }

    /**
     * Returns groups in the order of their numbers.
     *
     * @param provider number of the provider; null for all
     * @param above number of the last group before the page
     */
    public List<ListedGroup> page(int tenant, @Nullable Long provider, long above, int limit) {
        return database.query(
                tenant, transaction -> ScimGroupsTable.listed(transaction, tenant, provider, above, limit));
    }

    /**
     * Returns members of a group in the order of their users.
     *
     * @param above number of the last user before the page
     * @throws Refusal {@code not_found}
     */
    public List<ScimMember> members(int tenant, long group, long above, int limit) {
        return database.transaction(
                        tenant, transaction -> ScimGroupsTable.members(transaction, tenant, group, above, limit))
                .orElseThrow(() -> Refusal.notFound("there is no group " + group + " of an identity provider"));
    }
}
