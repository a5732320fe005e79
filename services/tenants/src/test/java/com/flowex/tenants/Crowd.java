package com.flowex.tenants;

import com.flowex.access.tenancy.TenantMembers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** The people of tenants, as identity keeps them, in memory. */
public final class Crowd implements TenantMembers {

    private final Map<Integer, Map<String, Member>> people = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> closed = new ConcurrentHashMap<>();
    private int fallsAfter = Integer.MAX_VALUE;
    private IntConsumer deleting = _ -> {};

    /** The process ends after so many more were added. */
    public void fallAfter(int added) {
        fallsAfter = added;
    }

    /** Sets a further action for the deletion of a tenant's people. */
    public void deleting(IntConsumer besides) {
        deleting = besides;
    }

    /** By their addresses. */
    public Map<String, Member> of(int tenant) {
        return people.getOrDefault(tenant, Map.of());
    }

    boolean isClosed(int tenant) {
        return closed.getOrDefault(tenant, false);
    }

    @Override
    public Optional<String> address(String text) {
        return text.matches("[^@ ]+@[^@ ]+") ? Optional.of(text.strip().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    @Override
    public Optional<String> brokenBy(String password, List<String> own) {
        return password.length() < 8 ? Optional.of("at least 8 characters long") : Optional.empty();
    }

    @Override
    public boolean isHash(String text) {
        return text.startsWith("$");
    }

    @Override
    public String hash(String password) {
        return "$" + password.hashCode();
    }

    @Override
    public void add(int tenant, Member member) {
        if (fallsAfter-- <= 0) {
            throw new IllegalStateException("the process ended here");
        }
        people.computeIfAbsent(tenant, _ -> new TreeMap<>()).putIfAbsent(member.email(), member);
    }

    @Override
    public void closeAll(int tenant) {
        closed.put(tenant, true);
    }

    @Override
    public void deleteAll(int tenant) {
        deleting.accept(tenant);
        people.remove(tenant);
    }
}
