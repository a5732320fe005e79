package com.flowex.tenants.store;

import com.flowex.access.auth.Role;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.platform.errors.Fields;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Request body of an initial user: address, names and password by the rules of a registration.
 *
 * @param passwordHash instead of {@code password}: an existing hash, by Argon2id or bcrypt
 * @param roles empty means trader; never super admin, because that role manages all tenants
 */
public record UserForm(
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String password,
        @Nullable String passwordHash,
        @Nullable List<String> roles) {

    private static final int NAME_LENGTH_MAX = 100;
    private static final int ROLES_MAX = Role.values().length;

    /** Leaves out the password, so that no log contains it. */
    @Override
    public String toString() {
        return "UserForm[" + email + "]";
    }

    /** Returns the form with address and names normalised; records errors in {@code fields}. */
    UserForm read(Fields fields, TenantMembers members) {
        String address = fields.text("email", email, Integer.MAX_VALUE);
        Optional<String> stored = members.address(address);
        if (!address.isEmpty() && stored.isEmpty()) {
            fields.refuse("email", "an e-mail address such as name@example.com");
        }
        String first = fields.name("first_name", firstName, NAME_LENGTH_MAX);
        String last = fields.name("last_name", lastName, NAME_LENGTH_MAX);
        checkPassword(fields, members, first, last);
        if (labels().size() > ROLES_MAX) {
            fields.refuse("roles", "at most " + ROLES_MAX + " roles");
            return this;
        }
        for (int i = 0; i < labels().size(); i++) {
            Optional<Role> role = Role.of(labels().get(i));
            if (role.isEmpty() || role.get() == Role.SUPER_ADMIN) {
                fields.refuse("roles." + i, "a role of a tenant, such as trader");
            }
        }
        return new UserForm(stored.orElse(""), first, last, password, passwordHash, roles);
    }

    private void checkPassword(Fields fields, TenantMembers members, String first, String last) {
        if ((password == null) == (passwordHash == null)) {
            fields.refuse("password", "given, or password_hash, not both");
        } else if (password != null) {
            members.brokenBy(password, List.of(String.valueOf(email), first, last))
                    .ifPresent(rule -> fields.refuse("password", rule));
        } else if (passwordHash != null && !members.isHash(passwordHash)) {
            fields.refuse(
                    "password_hash",
                    "a hash of Argon2id (at most 64 MiB, 10 passes, 192 MiB over all passes) or bcrypt (cost 4 to 14)");
        }
    }

    private List<String> labels() {
        return roles == null || roles.isEmpty() ? List.of(Role.TRADER.label()) : roles;
    }

    boolean isAdmin() {
        return labels().contains(Role.ADMIN.label());
    }

    /** Returns the form with a hash instead of the password. */
    UserForm hashed(TenantMembers members) {
        return password == null ? this : new UserForm(email, firstName, lastName, null, members.hash(password), roles);
    }

    /** Returns the member; the form must have been read and hashed. */
    public TenantMembers.Member member() {
        Set<Role> granted = EnumSet.noneOf(Role.class);
        labels().forEach(label -> granted.add(Role.of(label).orElseThrow()));
        return new TenantMembers.Member(
                String.valueOf(email),
                String.valueOf(firstName),
                String.valueOf(lastName),
                granted,
                String.valueOf(passwordHash));
    }
}
