package com.flowex.p2p.app.method;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.MethodField;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.p2p.store.method.OwnMethod;
import com.flowex.p2p.store.method.OwnMethodsTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Payment methods of people: their commands, and the words by which a buyer learns where to pay. */
public final class OwnMethods {

    /** Maximum number of methods of a person. */
    public static final int METHODS_MAX = 20;

    private final Database database;
    private final OwnMethodsTable methods;
    private final People people;

    public OwnMethods(Database database, OwnMethodsTable methods, People people) {
        this.database = database;
        this.methods = methods;
        this.people = people;
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
