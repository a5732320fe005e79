package com.flowex.identity.api.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.identity.api.scim.ScimCall.Result;
import com.flowex.identity.app.scim.ScimGroups;
import com.flowex.identity.app.scim.ScimGroups.GroupChange;
import com.flowex.identity.app.scim.ScimGroups.GroupContent;
import com.flowex.identity.app.scim.ScimGroups.GroupPage;
import com.flowex.identity.app.scim.ScimGroups.MemberedGroup;
import com.flowex.identity.store.oidc.ScimToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Groups of SCIM, whose members have the roles that the rules of the provider select. */
final class ScimGroupResource implements ScimResource {

    /** Largest number of groups with members in one answer. */
    private static final int PAGE_MAX = 20;

    private final ScimGroups groups;

    ScimGroupResource(ScimGroups groups) {
        this.groups = groups;
    }

    @Override
    public String path() {
        return ScimDocuments.GROUPS;
    }

    @Override
    public Map<String, Object> list(ScimCall call, Optional<String> filter, long start, int count) {
        boolean hasMembers = call.selection().has("members");
        GroupPage found = filter.isPresent()
                ? found(call.token(), ScimFilter.ofGroups(filter.get()), start, count)
                : groups.page(call.token(), start - 1, hasMembers ? Math.min(count, PAGE_MAX) : count, hasMembers);
        return ScimDocuments.list(
                found.total(),
                start,
                found.page().stream()
                        .map(group -> ScimDocuments.group(group, call.base(), call.selection()))
                        .toList());
    }

    private GroupPage found(ScimToken token, ScimFilter filter, long start, int count) {
        Optional<MemberedGroup> group = filter.isByExternalId()
                ? groups.byExternalId(token, filter.value())
                : groups.byName(token, filter.value());
        List<MemberedGroup> all = group.stream().toList();
        return new GroupPage(all.size(), start == 1 && count > 0 ? all : List.of());
    }

    @Override
    public Result show(ScimCall call, long id) {
        return result(call, 200, groups.require(call.token(), id));
    }

    @Override
    public Result create(ScimCall call, JsonNode body) {
        GroupContent content = ScimGroupForm.whole(body).apply(GroupContent.NONE);
        call.trail().audit("scim group", null, audited(content));
        MemberedGroup created = groups.create(call.token(), content);
        new GroupAudit(call.trail(), created.group().id())
                .changed(new GroupChange(Optional.empty(), Optional.of(created)));
        return result(call, 201, created);
    }

    @Override
    public Result replace(ScimCall call, long id, JsonNode body) {
        return change(call, id, ScimGroupForm.whole(body));
    }

    @Override
    public Result patch(ScimCall call, long id, JsonNode body) {
        return change(call, id, ScimGroupForm.patch(body));
    }

    private Result change(ScimCall call, long id, UnaryOperator<GroupContent> change) {
        GroupAudit audit = new GroupAudit(call.trail(), id);
        audit.intended(Map.of());
        GroupChange changed = groups.change(call.token(), id, call.seen(), change);
        audit.changed(changed);
        return result(call, 200, changed.after().orElseThrow());
    }

    @Override
    public Result remove(ScimCall call, long id) {
        GroupAudit audit = new GroupAudit(call.trail(), id);
        audit.intended(null);
        audit.changed(groups.remove(call.token(), id, call.seen()));
        return new Result(204, Map.of(), "", location(call, id));
    }

    private static Map<String, Object> audited(GroupContent content) {
        return Map.of("name", content.name(), "members", content.members().size());
    }

    private static Result result(ScimCall call, int status, MemberedGroup group) {
        return new Result(
                status,
                ScimDocuments.group(group, call.base(), call.selection()),
                ScimDocuments.version(group.group().version()),
                location(call, group.group().id()));
    }

    private static String location(ScimCall call, long id) {
        return ScimDocuments.location(call.base(), ScimDocuments.GROUPS, Long.toString(id));
    }
}
