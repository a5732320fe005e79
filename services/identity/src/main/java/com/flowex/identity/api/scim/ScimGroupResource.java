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
import java.util.Set;
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
        call.trail().audit("scim group " + created.group().id(), null, audited(created));
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
        String subject = "scim group " + id;
        call.trail().audit(subject, null, Map.of());
        GroupChange changed = groups.change(call.token(), id, call.seen(), change);
        MemberedGroup before = changed.before().orElseThrow();
        MemberedGroup after = changed.after().orElseThrow();
        call.trail()
                .audit(
                        subject,
                        Map.of(
                                "name",
                                before.group().name(),
                                "removed",
                                users(before.content()
                                        .membersBesides(after.content().members()))),
                        Map.of(
                                "name",
                                after.group().name(),
                                "added",
                                users(after.content()
                                        .membersBesides(before.content().members())),
                                "version",
                                after.group().version()));
        return result(call, 200, after);
    }

    @Override
    public Result remove(ScimCall call, long id) {
        String subject = "scim group " + id;
        call.trail().audit(subject, null, null);
        GroupChange changed = groups.remove(call.token(), id, call.seen());
        call.trail().audit(subject, audited(changed.before().orElseThrow()), null);
        return new Result(204, Map.of(), "", location(call, id));
    }

    /** Returns members as the audit log names users. */
    private static List<String> users(Set<Long> members) {
        return members.stream().map(user -> "user " + user).toList();
    }

    /** Returns the part of a group for the audit log: its name, and the numbers of its members. */
    private static Map<String, Object> audited(MemberedGroup group) {
        return Map.of(
                "name",
                group.group().name(),
                "members",
                users(group.content().members()),
                "version",
                group.group().version());
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
