package com.flowex.p2p.app.method;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.MethodField;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.p2p.rule.method.PaymentAccounts;
import com.flowex.p2p.rule.method.TenantLimits;
import com.flowex.p2p.store.method.LimitsTable;
import com.flowex.p2p.store.method.OwnMethod;
import com.flowex.p2p.store.method.OwnMethodsTable;
import com.flowex.p2p.store.method.PaymentAccountsTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Payment methods of people: their commands, and the words by which a buyer learns where to pay. */
public final class OwnMethods {

    /** Maximum number of methods of a person. */
    public static final int METHODS_MAX = 20;

    private static final int OLDER_MAX = 200;

    private final Database database;
    private final OwnMethodsTable methods;
    private final People people;
    private final AccountHasher hasher;

    public OwnMethods(Database database, OwnMethodsTable methods, People people, AccountHasher hasher) {
        this.database = database;
        this.methods = methods;
        this.people = people;
        this.hasher = hasher;
    }

    /** Returns the methods of a person, newest first. */
    public List<OwnMethod> of(AccountId owner) {
        return database.query(owner.tenant(), connection -> of(connection, owner));
    }

    List<OwnMethod> of(Transaction connection, AccountId owner) {
        return methods.of(connection, owner, METHODS_MAX);
    }

    /**
     * Adds a method.
     *
     * @param values content of its fields by key
     */
    public OwnMethod add(AccountId owner, long user, String code, Map<String, String> values, Instant now) {
        String name = people.find(owner.tenant(), user).map(People.Person::name).orElse("");
        return database.transaction(owner.tenant(), connection -> {
            methods.lock(connection, owner);
            if (of(connection, owner).size() >= METHODS_MAX) {
                throw new Refusal(
                        RefusalCode.P2P_LIMIT,
                        "you have " + METHODS_MAX + " payment methods, which is the limit: remove one first");
            }
            MethodDefinition method = MethodCatalog.find(connection, owner.tenant(), code)
                    .filter(MethodDefinition::isOn)
                    .orElseThrow(() -> Refusal.invalid("method", "a payment method that is on"));
            OwnMethod fresh = new OwnMethod(
                    0,
                    code,
                    checked(method, values),
                    nameCheck(method, values, name),
                    now.plus(Duration.ofHours(method.coolDownHours())),
                    now);
            long id = methods.add(connection, owner, user, fresh);
            List<byte[]> named = fingerprints(connection, owner, List.of(fresh), "");
            requireRoom(connection, owner, named, "values");
            PaymentAccountsTable.name(connection, owner, named, now);
            return of(connection, owner).stream()
                    .filter(each -> each.id() == id)
                    .findFirst()
                    .orElseThrow();
        });
    }

    /** Returns the content in the order of the method's fields. */
    private static Map<String, String> checked(MethodDefinition method, Map<String, String> values) {
        Fields fields = new Fields();
        Map<String, String> checked = new LinkedHashMap<>();
        for (MethodField field : method.fields()) {
            String value = values.get(field.key());
            if (value == null) {
                if (field.isRequired()) {
                    fields.refuse("values." + field.key(), "given");
                }
            } else if (field.form().fits(value)) {
                checked.put(field.key(), value);
            } else {
                fields.refuse("values." + field.key(), field.form().rule());
            }
        }
        values.keySet().stream()
                .filter(key ->
                        method.fields().stream().noneMatch(field -> field.key().equals(key)))
                .forEach(key -> fields.refuse("values." + key, "a field of the payment method"));
        fields.check();
        return checked;
    }

    /**
     * Notes which payment accounts an offer names, as keyed hashes.
     *
     * @param named methods of the person
     * @param details where to pay in the person's own words; may be empty
     * @throws Refusal {@code invalid_field} if the person has named as many accounts as the tenant allows
     */
    void name(Transaction connection, AccountId owner, List<OwnMethod> named, String details, Instant now) {
        List<byte[]> accounts = fingerprints(connection, owner, named, details);
        requireRoom(connection, owner, accounts, details.isEmpty() ? "own_methods" : "payment_details");
        PaymentAccountsTable.name(connection, owner, accounts, now);
    }

    /** Returns keyed hashes of the payment accounts that methods and details name. */
    private List<byte[]> fingerprints(Transaction connection, AccountId owner, List<OwnMethod> named, String details) {
        Set<String> accounts = new LinkedHashSet<>(PaymentAccounts.in(details));
        named.forEach(each -> accounts.addAll(PaymentAccounts.in(account(connection, owner.tenant(), each))));
        return accounts.stream().map(each -> hasher.hash(owner.tenant(), each)).toList();
    }

    /** Accounts that the person has named before need no room. */
    private void requireRoom(Transaction connection, AccountId owner, List<byte[]> accounts, String field) {
        if (accounts.isEmpty()) {
            return;
        }
        int most = LimitsTable.of(connection, owner.tenant()).paymentAccounts();
        Set<String> known = PaymentAccountsTable.named(connection, owner, TenantLimits.PAYMENT_ACCOUNTS_MAX);
        long fresh = accounts.stream()
                .map(HexFormat.of()::formatHex)
                .filter(each -> !known.contains(each))
                .count();
        if (fresh > 0 && known.size() + fresh > most) {
            throw Refusal.invalid(
                    field,
                    "at most " + most + " payment accounts of one person in 365 days: you have named " + known.size()
                            + ", and " + fresh + " more are named here");
        }
    }

    /** Returns the content without names. Fields of digits follow each other: bank code and number are one account. */
    private static String account(Transaction connection, int tenant, OwnMethod method) {
        Map<String, MethodField.Form> forms = MethodCatalog.find(connection, tenant, method.method()).stream()
                .flatMap(each -> each.fields().stream())
                .collect(Collectors.toMap(MethodField::key, MethodField::form));
        StringBuilder digits = new StringBuilder();
        StringBuilder others = new StringBuilder();
        method.values().forEach((key, value) -> {
            MethodField.Form form = forms.getOrDefault(key, MethodField.Form.TEXT);
            if (form == MethodField.Form.DIGITS) {
                digits.append(value).append(' ');
            } else if (form != MethodField.Form.NAME) {
                others.append(value).append('\n');
            }
        });
        return others.append(digits).toString();
    }

    /** Notes the payment accounts of methods from before there were hashes; returns the number of methods. */
    public int nameOlder(int tenant, Instant now) {
        return database.transaction(tenant, connection -> {
            List<OwnMethodsTable.Owned> older = methods.notHashed(connection, tenant, OLDER_MAX);
            older.forEach(each -> PaymentAccountsTable.name(
                    connection, each.owner(), fingerprints(connection, each.owner(), List.of(each.method()), ""), now));
            OwnMethodsTable.hashed(
                    connection,
                    tenant,
                    older.stream().map(each -> each.method().id()).toList());
            return older.size();
        });
    }

    private static NameCheck nameCheck(MethodDefinition method, Map<String, String> values, String name) {
        return method.fields().stream()
                .filter(field -> field.form() == MethodField.Form.NAME)
                .map(field -> NameCheck.compare(values.getOrDefault(field.key(), ""), name))
                .findFirst()
                .orElse(NameCheck.NONE);
    }

    /** Removes a method; returns it as it was. */
    public OwnMethod remove(AccountId owner, long id) {
        return database.transaction(owner.tenant(), connection -> {
            OwnMethod known = own(connection, owner, id).orElseThrow(OwnMethods::absent);
            if (!methods.remove(connection, owner, id)) {
                throw absent();
            }
            return known;
        });
    }

    private static Refusal absent() {
        return Refusal.notFound("you have no such payment method");
    }

    private Optional<OwnMethod> own(Transaction connection, AccountId owner, long id) {
        return of(connection, owner).stream().filter(each -> each.id() == id).findFirst();
    }

    /**
     * Requires that ids are methods of a person that can be used now.
     *
     * @param field field of the request that names them
     * @return the methods
     */
    public List<OwnMethod> required(
            Transaction connection, AccountId owner, List<Long> ids, String field, Instant now) {
        List<OwnMethod> known = of(connection, owner);
        return ids.stream()
                .map(id -> known.stream()
                        .filter(each -> each.id() == id)
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid(field, "ids of your payment methods")))
                .map(each -> usable(each, field, now))
                .toList();
    }

    private static OwnMethod usable(OwnMethod method, String field, Instant now) {
        if (method.usableAt().isAfter(now)) {
            throw Refusal.invalid(
                    field, "methods that can be used now: " + method.id() + " can from " + method.usableAt());
        }
        return method;
    }

    /** Returns where to pay by one of these methods, in words; empty if none of them has the code. */
    public Optional<String> words(Transaction connection, AccountId owner, List<Long> ids, String code) {
        return of(connection, owner).stream()
                .filter(each -> ids.contains(each.id())
                        && each.method().equals(code)
                        && !each.values().isEmpty())
                .findFirst()
                .map(each -> words(connection, owner.tenant(), each));
    }

    private static String words(Transaction connection, int tenant, OwnMethod method) {
        Map<String, String> labels = MethodCatalog.find(connection, tenant, method.method()).stream()
                .flatMap(each -> each.fields().stream())
                .collect(Collectors.toMap(MethodField::key, MethodField::label));
        return method.values().entrySet().stream()
                .map(each -> labels.getOrDefault(each.getKey(), each.getKey()) + ": " + each.getValue())
                .collect(Collectors.joining("\n"));
    }
}
