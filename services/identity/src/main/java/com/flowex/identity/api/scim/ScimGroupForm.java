package com.flowex.identity.api.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.app.scim.ScimGroups.GroupContent;
import com.flowex.identity.app.scim.ScimRefusal;
import com.flowex.platform.errors.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reader of a group as SCIM writes it, and of patches of one (RFC 7644, section 3.5.2). */
final class ScimGroupForm {

    private static final int OPERATIONS_MAX = 1_000;
    private static final String MEMBERS = "members";

    /** Attributes of every resource that are not the client's. */
    private static final Set<String> IGNORED = Set.of("schemas", "id", "meta");

    private static final Pattern ONE_MEMBER =
            Pattern.compile("members\\[\\s*value\\s+eq\\s+\"([^\"]{1,64})\"\\s*]", Pattern.CASE_INSENSITIVE);

    private ScimGroupForm() {}

    /** Reads a whole group; an attribute that is left out stays as it is. */
    static UnaryOperator<GroupContent> whole(JsonNode body) {
        ScimUserForm.requireSchema(body, ScimDocuments.GROUP_SCHEMA);
        return attributes(body, false);
    }

    /** Reads the operations of a patch, of which each works on what the ones before it left. */
    static UnaryOperator<GroupContent> patch(JsonNode body) {
        UnaryOperator<GroupContent> all = UnaryOperator.identity();
        for (JsonNode operation : ScimPatch.operations(body, OPERATIONS_MAX)) {
            all = then(all, operation(operation));
        }
        return all;
    }

    private static UnaryOperator<GroupContent> then(UnaryOperator<GroupContent> one, UnaryOperator<GroupContent> two) {
        return content -> two.apply(one.apply(content));
    }

    private static UnaryOperator<GroupContent> operation(JsonNode operation) {
        String path = ScimDocuments.withoutSchema(operation.path("path").asText(""), ScimDocuments.GROUP_SCHEMA);
        JsonNode value = operation.path("value");
        return switch (operation.path("op").asText("").toLowerCase(Locale.ROOT)) {
            case "add" -> set(path, value, true);
            case "replace" -> set(path, value, false);
            case "remove" -> removed(path, value);
            default -> throw ScimRefusal.syntax("op must be add, replace or remove");
        };
    }

    private static UnaryOperator<GroupContent> set(String path, JsonNode value, boolean adds) {
        if (!path.isEmpty()) {
            return attribute(path, value, adds);
        }
        if (!value.isObject()) {
            throw ScimRefusal.syntax("value must be an object where there is no path");
        }
        return attributes(value, adds);
    }

    private static UnaryOperator<GroupContent> attributes(JsonNode object, boolean adds) {
        UnaryOperator<GroupContent> all = UnaryOperator.identity();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isNull()) {
                String name = ScimDocuments.withoutSchema(field.getKey(), ScimDocuments.GROUP_SCHEMA);
                all = then(all, attribute(name, field.getValue(), adds));
            }
        }
        return all;
    }

    /** @param adds true adds members to those of the group; false replaces them */
    private static UnaryOperator<GroupContent> attribute(String name, JsonNode value, boolean adds) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (IGNORED.contains(lower)) {
            return UnaryOperator.identity();
        }
        return switch (lower) {
            case "displayname" -> named(ScimUserForm.text("displayName", value));
            case "externalid" -> external(ScimUserForm.text("externalId", value));
            case MEMBERS -> {
                Set<Long> members = members(value);
                yield content -> with(content, adds ? union(content.members(), members) : members);
            }
            default ->
                throw ScimRefusal.path(ScimUserForm.shown(name) + " is no attribute of " + ScimDocuments.GROUP_SCHEMA);
        };
    }

    private static UnaryOperator<GroupContent> removed(String path, JsonNode value) {
        if (path.isEmpty()) {
            throw ScimRefusal.noTarget("an operation that removes needs a path");
        }
        Matcher one = ONE_MEMBER.matcher(path);
        if (one.matches()) {
            long member = number(JsonNodeFactory.instance.textNode(one.group(1)));
            return content -> with(content, content.membersBesides(Set.of(member)));
        }
        return switch (path.toLowerCase(Locale.ROOT)) {
            case MEMBERS -> {
                // Entra ID names the members to remove in the value; without one all go.
                if (value.isMissingNode() || value.isNull()) {
                    yield content -> with(content, Set.of());
                }
                Set<Long> members = members(value);
                yield content -> with(content, content.membersBesides(members));
            }
            case "externalid" -> external(null);
            case "displayname" -> throw ScimRefusal.mutability("displayName is needed and cannot be removed");
            default -> throw ScimRefusal.path("nothing is kept at " + ScimUserForm.shown(path));
        };
    }

    private static UnaryOperator<GroupContent> named(String name) {
        return content -> new GroupContent(name, content.externalId(), content.members());
    }

    private static UnaryOperator<GroupContent> external(@Nullable String id) {
        return content -> new GroupContent(content.name(), id, content.members());
    }

    private static GroupContent with(GroupContent content, Set<Long> members) {
        return new GroupContent(content.name(), content.externalId(), members);
    }

    private static Set<Long> union(Set<Long> one, Set<Long> other) {
        Set<Long> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Set<Long> members(JsonNode value) {
        Set<Long> members = new TreeSet<>();
        if (value.isObject()) {
            members.add(member(value));
            return members;
        }
        if (!value.isArray()) {
            throw Refusal.invalid(MEMBERS, "a list of objects with the id of a User as value");
        }
        value.forEach(each -> members.add(member(each)));
        return members;
    }

    private static long member(JsonNode member) {
        JsonNode type = member.path("type");
        if (!type.isMissingNode() && !type.isNull() && !type.asText().equalsIgnoreCase("User")) {
            throw Refusal.invalid("members.type", "User: groups within groups are not kept");
        }
        return number(member.path("value"));
    }

    private static long number(JsonNode value) {
        long number = value.isTextual() ? WholeNumber.parse(value.textValue()).orElse(0) : 0;
        if (number <= 0) {
            throw Refusal.invalid("members.value", "the id of a User");
        }
        return number;
    }
}
