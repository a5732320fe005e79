package com.flowex.identity.api.scim;

import com.flowex.identity.api.scim.ScimCall.AuditTrail;
import com.flowex.identity.app.scim.ScimGroups.GroupChange;
import com.flowex.identity.app.scim.ScimGroups.GroupContent;
import com.flowex.identity.app.scim.ScimGroups.MemberedGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Audit of one group's changes. Each person who joins or leaves is named: where they are too many for the text of one
 * entry, entries of their own name them, and the change's entry counts them.
 */
final class GroupAudit {

    /** Largest number of members in an entry; its text holds so many numbers of the longest kind beside a name. */
    static final int MEMBERS_MAX = 100;

    private static final String NAME = "name";
    private static final String VERSION = "version";
    private static final String ENTRIES = "entries";

    private final AuditTrail trail;
    private final String subject;

    GroupAudit(AuditTrail trail, long group) {
        this.trail = trail;
        this.subject = "scim group " + group;
    }

    /** Sets the intent, which stands if the change is refused. */
    void intended(@Nullable Object after) {
        trail.audit(subject, null, after);
    }

    /** Sets a change that was made. */
    void changed(GroupChange change) {
        Optional<Map<String, Object>> before =
                change.before().map(group -> audited(group, "removed", besides(group, change.after())));
        Optional<Map<String, Object>> after =
                change.after().map(group -> audited(group, "added", besides(group, change.before())));
        trail.audit(subject, before.orElse(null), after.orElse(null));
    }

    private static Set<Long> besides(MemberedGroup group, Optional<MemberedGroup> other) {
        return group.content()
                .membersBesides(other.map(MemberedGroup::content)
                        .map(GroupContent::members)
                        .orElse(Set.of()));
    }

    private Map<String, Object> audited(MemberedGroup group, String key, Set<Long> members) {
        Map<String, Object> audited = new LinkedHashMap<>();
        audited.put(NAME, group.group().name());
        audited.put(VERSION, group.group().version());
        audited.put(key, named(group.group().version(), key, List.copyOf(members)));
        return audited;
    }

    /** Returns members by name, or their number once entries of their own have named them. */
    private Object named(long version, String key, List<Long> members) {
        if (members.size() <= MEMBERS_MAX) {
            return names(members);
        }
        int entries = Math.ceilDiv(members.size(), MEMBERS_MAX);
        for (int entry = 0; entry < entries; entry++) {
            int end = Math.min(members.size(), (entry + 1) * MEMBERS_MAX);
            Map<String, Object> part = new LinkedHashMap<>();
            part.put(VERSION, version);
            part.put("entry", entry + 1);
            part.put(ENTRIES, entries);
            part.put(key, names(members.subList(entry * MEMBERS_MAX, end)));
            trail.part(subject, part);
        }
        return Map.of("members", members.size(), ENTRIES, entries);
    }

    private static List<String> names(List<Long> members) {
        return members.stream().map(user -> "user " + user).toList();
    }
}
