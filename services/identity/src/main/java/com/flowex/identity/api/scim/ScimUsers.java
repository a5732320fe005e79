package com.flowex.identity.api.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.identity.api.scim.ScimCall.Result;
import com.flowex.identity.app.scim.ScimPerson;
import com.flowex.identity.app.scim.ScimPerson.Attributes;
import com.flowex.identity.app.scim.ScimProvisioning;
import com.flowex.identity.app.scim.ScimProvisioning.Changed;
import com.flowex.identity.app.scim.ScimProvisioning.People;
import com.flowex.identity.store.oidc.ScimToken;
import com.flowex.identity.store.user.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users of SCIM: the staff whom a provider provisions. */
final class ScimUsers implements ScimResource {

    private final ScimProvisioning people;

    ScimUsers(ScimProvisioning people) {
        this.people = people;
    }

    @Override
    public String path() {
        return ScimDocuments.USERS;
    }

    @Override
    public Map<String, Object> list(ScimCall call, Optional<String> filter, long start, int count) {
        People found = filter.isPresent()
                ? found(call.token(), ScimFilter.ofUsers(filter.get()), start, count)
                : people.people(call.token(), start - 1, count);
        return ScimDocuments.list(
                found.total(),
                start,
                found.page().stream()
                        .map(person -> ScimDocuments.person(person, call.base(), call.selection()))
                        .toList());
    }

    private People found(ScimToken token, ScimFilter filter, long start, int count) {
        Optional<ScimPerson> person = filter.isByExternalId()
                ? people.byExternalId(token, filter.value())
                : people.byUserName(token, filter.value());
        List<ScimPerson> all = person.stream().toList();
        return new People(all.size(), start == 1 && count > 0 ? all : List.of());
    }

    @Override
    public Result show(ScimCall call, long id) {
        return result(call, 200, people.require(call.token(), id));
    }

    @Override
    public Result create(ScimCall call, JsonNode body) {
        Attributes attributes = ScimUserForm.parse(body);
        call.trail().audit("user", null, Map.of("externalId", String.valueOf(attributes.externalId())));
        ScimPerson person = people.create(call.token(), attributes);
        call.trail().audit("user " + person.user().id(), null, audited(person));
        return result(call, 201, person);
    }

    @Override
    public Result replace(ScimCall call, long id, JsonNode body) {
        return change(call, id, ScimUserForm.parse(body));
    }

    @Override
    public Result patch(ScimCall call, long id, JsonNode body) {
        return change(call, id, ScimPatch.parse(body));
    }

    private Result change(ScimCall call, long id, Attributes attributes) {
        Map<String, Object> intent = new LinkedHashMap<>();
        if (attributes.active() != null) {
            intent.put("active", attributes.active());
        }
        call.trail().audit("user " + id, null, intent);
        Changed changed = people.change(call.token(), id, call.seen(), attributes);
        call.trail().audit("user " + id, audited(changed.before()), audited(changed.after()));
        return result(call, 200, changed.after());
    }

    @Override
    public Result remove(ScimCall call, long id) {
        call.trail().audit("user " + id, null, Map.of("status", "closed"));
        Changed changed = people.remove(call.token(), id, call.seen());
        call.trail().audit("user " + id, audited(changed.before()), audited(changed.after()));
        return new Result(204, Map.of(), "", location(call, id));
    }

    /** Returns the part of a person for the audit log: access and roles, and no address. */
    private static Map<String, Object> audited(ScimPerson person) {
        User user = person.user();
        return Map.of(
                "active",
                person.isActive(),
                "deprovisioned",
                person.identity().deprovisioned(),
                "roles",
                user.roleLabels(),
                "version",
                user.version());
    }

    private static Result result(ScimCall call, int status, ScimPerson person) {
        return new Result(
                status,
                ScimDocuments.person(person, call.base(), call.selection()),
                ScimDocuments.version(person.user().version()),
                location(call, person.user().id()));
    }

    private static String location(ScimCall call, long id) {
        return ScimDocuments.location(call.base(), ScimDocuments.USERS, Long.toString(id));
    }
}
