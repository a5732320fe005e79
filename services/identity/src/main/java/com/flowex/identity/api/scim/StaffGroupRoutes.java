package com.flowex.identity.api.scim;

import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.app.scim.StaffGroups;
import com.flowex.identity.store.oidc.ScimGroupsTable.ListedGroup;
import com.flowex.identity.store.oidc.ScimGroupsTable.ScimGroup;
import com.flowex.identity.store.oidc.ScimGroupsTable.ScimMember;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Admin endpoints of the groups that a tenant's identity providers keep here; nothing of them is changed here. */
public final class StaffGroupRoutes {

    private static final String GROUPS = "/api/v1/staff-login/groups";
    private static final String PROVIDER = "provider";

    private final StaffGroups groups;

    public StaffGroupRoutes(StaffGroups groups) {
        this.groups = groups;
    }

    public Routes routes() {
        Access configure = Access.of(Permission.TENANT_CONFIGURE);
        return new Routes()
                .get(GROUPS, configure, this::list)
                .query(PROVIDER, "limit", "cursor")
                .weight(3)
                .get(GROUPS + "/{id}/members", configure, this::members)
                .query("limit", "cursor")
                .weight(3);
    }

    /**
     * Group.
     *
     * @param provider id of its provider
     * @param externalId id at the provider; null if it sent none
     * @param members number of its members
     * @param roles roles that rules of the provider map to it
     */
    record Shown(
            String id,
            String provider,
            String name,
            @Nullable String externalId,
            long members,
            List<String> roles,
            long version,
            Instant madeAt,
            Instant changedAt) {

        static Shown of(ListedGroup listed) {
            ScimGroup group = listed.group();
            return new Shown(
                    Long.toString(group.id()),
                    Long.toString(listed.provider()),
                    group.name(),
                    group.externalId().orElse(null),
                    listed.members(),
                    listed.roles().stream().map(Role::label).toList(),
                    group.version(),
                    group.madeAt(),
                    group.changedAt());
        }
    }

    /** @param userName name of the person at the provider; null if it never named them */
    record Member(String userId, @Nullable String userName) {

        static Member of(ScimMember member) {
            return new Member(Long.toString(member.userId()), member.userName().orElse(null));
        }
    }

    private Answer list(Request request) {
        int limit = request.limit();
        @Nullable
        Long provider = request.query(PROVIDER)
                .map(text -> WholeNumber.parse(text)
                        .orElseThrow(() -> Refusal.invalid(PROVIDER, "the id of an identity provider")))
                .orElse(null);
        List<ListedGroup> rows = groups.page(request.caller().tenant(), provider, request.cursor(0), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.group().id()))
                        .map(Shown::of));
    }

    private Answer members(Request request) {
        int limit = request.limit();
        List<ScimMember> rows =
                groups.members(request.caller().tenant(), request.pathNumber("id"), request.cursor(0), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.userId())).map(Member::of));
    }
}
