package com.flowex.identity.api.scim;

import com.flowex.identity.app.scim.ScimGroups.MemberedGroup;
import com.flowex.identity.app.scim.ScimPerson;
import com.flowex.identity.store.oidc.ScimGroupsTable.ScimGroup;
import com.flowex.identity.store.oidc.ScimGroupsTable.ScimMember;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Documents of resources that SCIM answers with: people, groups and lists (RFC 7643). */
final class ScimDocuments {

    static final String TYPE = "application/scim+json";
    static final String USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

    /** Path of all resources. */
    static final String ROOT = "/scim/v2";

    static final String USERS = "/Users";
    static final String GROUPS = "/Groups";
    static final int PAGE_MAX = 100;

    private static final String SCHEMAS = "schemas";
    private static final String META = "meta";
    private static final String NAME = "name";
    private static final String LIST_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,16})\"");

    private ScimDocuments() {}

    /** Returns the name of an attribute without the schema that may stand before it, in any case of letters. */
    static String withoutSchema(String name, String schema) {
        return name.regionMatches(true, 0, schema + ":", 0, schema.length() + 1)
                ? name.substring(schema.length() + 1)
                : name;
    }

    /** Returns the version as an entity tag: weak, because the order of fields may change. */
    static String version(long version) {
        return "W/\"" + version + "\"";
    }

    /** Returns the version of a tag that a provider has read; null for any. No resource has version 0. */
    static @Nullable Long seen(String tag) {
        String text = tag.strip();
        if (text.equals("*")) {
            return null;
        }
        Matcher parts = TAG.matcher(text);
        return parts.matches() ? Long.valueOf(parts.group(1)) : Long.valueOf(0);
    }

    /**
     * Attributes that a client asks for.
     *
     * @param only names of attributes; empty for all
     * @param but names of attributes to leave out
     */
    record Selection(Set<String> only, Set<String> but) {

        private static final Set<String> ALWAYS = Set.of(SCHEMAS, "id");

        static Selection of(String only, String but) {
            return new Selection(names(only), names(but));
        }

        private static Set<String> names(String list) {
            return Arrays.stream(list.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(name -> withoutSchema(withoutSchema(name, USER_SCHEMA), GROUP_SCHEMA))
                    .map(name -> name.split("\\.", -1)[0].toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Returns true if the client asks for an attribute. */
        boolean has(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return ALWAYS.contains(name) || (only.isEmpty() ? !but.contains(lower) : only.contains(lower));
        }
    }

    /** @param base address of the exchange, with a slash at its end */
    static Map<String, Object> person(ScimPerson person, String base, Selection selection) {
        Map<String, Object> all = new LinkedHashMap<>();
        String id = Long.toString(person.user().id());
        all.put(SCHEMAS, List.of(USER_SCHEMA));
        all.put("id", id);
        all.put("externalId", person.identity().subject());
        all.put("userName", person.userName());
        Map<String, Object> name = new LinkedHashMap<>();
        person.givenName().ifPresent(given -> name.put("givenName", given));
        person.familyName().ifPresent(family -> name.put("familyName", family));
        if (!name.isEmpty()) {
            all.put(NAME, name);
        }
        all.put("emails", List.of(Map.of("value", person.user().email(), "type", "work", "primary", true)));
        all.put("active", person.isActive());
        all.put(
                META,
                meta(
                        "User",
                        new Lifetime(
                                person.identity().boundAt(), person.identity().changedAt()),
                        location(base, USERS, id),
                        version(person.user().version())));
        all.keySet().removeIf(key -> !selection.has(key));
        return all;
    }

    /** @param base address of the exchange, with a slash at its end */
    static Map<String, Object> group(MemberedGroup membered, String base, Selection selection) {
        ScimGroup group = membered.group();
        Map<String, Object> all = new LinkedHashMap<>();
        String id = Long.toString(group.id());
        all.put(SCHEMAS, List.of(GROUP_SCHEMA));
        all.put("id", id);
        group.externalId().ifPresent(externalId -> all.put("externalId", externalId));
        all.put("displayName", group.name());
        all.put(
                "members",
                membered.members().stream().map(member -> member(member, base)).toList());
        all.put(
                META,
                meta(
                        "Group",
                        new Lifetime(group.madeAt(), group.changedAt()),
                        location(base, GROUPS, id),
                        version(group.version())));
        all.keySet().removeIf(key -> !selection.has(key));
        return all;
    }

    private static Map<String, Object> member(ScimMember member, String base) {
        String id = Long.toString(member.userId());
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("value", id);
        written.put("$ref", location(base, USERS, id));
        member.userName().ifPresent(name -> written.put("display", name));
        written.put("type", "User");
        return written;
    }

    private record Lifetime(Instant created, Instant changed) {}

    private static Map<String, Object> meta(String type, Lifetime lifetime, String location, String version) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("resourceType", type);
        meta.put("created", lifetime.created());
        meta.put("lastModified", lifetime.changed());
        meta.put("location", location);
        meta.put("version", version);
        return meta;
    }

    /** @param path path of the kind of resource, for example {@code /Users} */
    static String location(String base, String path, String id) {
        return base + ROOT.substring(1) + path + "/" + id;
    }

    static Map<String, Object> list(long total, long startIndex, List<Map<String, Object>> resources) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put(SCHEMAS, List.of(LIST_SCHEMA));
        list.put("totalResults", total);
        list.put("startIndex", startIndex);
        list.put("itemsPerPage", resources.size());
        list.put("Resources", resources);
        return list;
    }
}
