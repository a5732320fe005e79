package com.flowex.p2p.app.method;

import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.TenantLimits;
import com.flowex.p2p.store.method.LimitsTable;
import com.flowex.p2p.store.method.MethodsTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Payment methods of a tenant: six from the beginning, and what operators have added or changed. */
public final class MethodCatalog {

    /** Maximum number of methods that a tenant adds or changes. */
    public static final int METHODS_MAX = 100;

    private final Database database;

    public MethodCatalog(Database database) {
        this.database = database;
    }

    /** Returns all methods, by code. */
    public List<MethodDefinition> all(int tenant) {
        return database.query(tenant, connection -> all(connection, tenant));
    }

    static List<MethodDefinition> all(Transaction connection, int tenant) {
        Map<String, MethodDefinition> all = new TreeMap<>();
        MethodDefinition.BUILT_IN.forEach(each -> all.put(each.code(), each));
        MethodsTable.all(connection, tenant, METHODS_MAX).forEach(each -> all.put(each.code(), each));
        return List.copyOf(all.values());
    }

    /** Returns the methods that can be used now, by name. */
    public List<MethodDefinition> usable(int tenant) {
        List<MethodDefinition> usable = new ArrayList<>(all(tenant));
        usable.removeIf(each -> !each.isOn());
        usable.sort(Comparator.comparing(MethodDefinition::name));
        return usable;
    }

    /** Returns the codes of the methods that can be used now, in a country if one is given. */
    public static List<String> usableCodes(Transaction connection, int tenant, Optional<String> country) {
        return all(connection, tenant).stream()
                .filter(MethodDefinition::isOn)
                .filter(each -> each.country().isEmpty()
                        || country.isEmpty()
                        || country.get().equals(each.country()))
                .map(MethodDefinition::code)
                .toList();
    }

    /** Returns a method; empty if the tenant has none of this code. */
    static Optional<MethodDefinition> find(Transaction connection, int tenant, String code) {
        return all(connection, tenant).stream()
                .filter(each -> each.code().equals(code))
                .findFirst();
    }

    /**
     * Returns a method that can be used for payments in a currency.
     *
     * @param field field of the request that names it
     * @throws Refusal {@code invalid_field} if there is none
     */
    public static MethodDefinition required(
            Transaction connection, int tenant, String code, String currency, String field) {
        return find(connection, tenant, code)
                .filter(each -> each.isOn() && each.allows(currency))
                .orElseThrow(() -> Refusal.invalid(field, "payment methods that are on and allow " + currency));
    }

    /**
     * Adds or replaces a method.
     *
     * @param next method with the version that the operator has read
     * @param before receives the method as it was; the same as the next one if there was none
     * @return the method as stored, with the next version
     */
    public MethodDefinition put(int tenant, MethodDefinition next, Instant now, Consumer<MethodDefinition> before) {
        return database.transaction(tenant, connection -> {
            MethodsTable.lock(connection, tenant);
            Optional<MethodDefinition> known = find(connection, tenant, next.code());
            int version = known.map(MethodDefinition::version).orElse(0);
            if (version != next.version()) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED,
                        "the method was changed in the meantime, to version " + version + ": read it again");
            }
            if (version == 0
                    && MethodsTable.all(connection, tenant, METHODS_MAX).size() >= METHODS_MAX) {
                throw new Refusal(
                        RefusalCode.P2P_LIMIT, METHODS_MAX + " methods are added or changed, which is the limit");
            }
            before.accept(known.orElse(next));
            MethodsTable.put(connection, tenant, withVersion(next, version + 1), now);
            return withVersion(next, version + 1);
        });
    }

    /** Returns the limits of the people of a tenant. */
    public TenantLimits limits(int tenant) {
        return database.query(tenant, connection -> LimitsTable.of(connection, tenant));
    }

    /**
     * Sets the limits of the people of a tenant.
     *
     * @param next limits with the version that the operator has read
     * @param before receives the limits as they were
     * @return the limits as stored, with the next version
     */
    public TenantLimits put(int tenant, TenantLimits next, Instant now, Consumer<TenantLimits> before) {
        return database.transaction(tenant, connection -> {
            LimitsTable.lock(connection, tenant);
            TenantLimits known = LimitsTable.of(connection, tenant);
            if (known.version() != next.version()) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED,
                        "the limits were changed in the meantime, to version " + known.version() + ": read them again");
            }
            before.accept(known);
            TenantLimits stored = next.withVersion(known.version() + 1);
            LimitsTable.put(connection, tenant, stored, now);
            return stored;
        });
    }

    private static MethodDefinition withVersion(MethodDefinition of, int version) {
        return new MethodDefinition(
                of.code(),
                version,
                of.name(),
                of.country(),
                of.currency(),
                of.reversibility(),
                of.fields(),
                of.maxPayment(),
                of.coolDownHours(),
                of.isOn());
    }
}
