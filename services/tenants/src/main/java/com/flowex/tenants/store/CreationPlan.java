package com.flowex.tenants.store;

import com.flowex.access.http.response.Json;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.platform.errors.Fields;
import com.flowex.tenants.app.listing.AssetForm;
import com.flowex.tenants.app.listing.MarketForm;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Initial assets, markets and users of a tenant. Applying the plan twice changes nothing. */
public record CreationPlan(List<AssetForm> assets, List<MarketForm> markets, List<UserForm> users) {

    private static final int USERS_MAX = 100;

    public CreationPlan {
        assets = List.copyOf(assets);
        markets = List.copyOf(markets);
        users = List.copyOf(users);
    }

    /** Returns the plan with its users normalised, apart from their passwords; records errors in {@code fields}. */
    public CreationPlan withUsersRead(Fields fields, TenantMembers members) {
        if (users.size() > USERS_MAX || users.stream().noneMatch(UserForm::isAdmin)) {
            fields.refuse("users", "1 to " + USERS_MAX + " users, one of them with the role admin");
            return this;
        }
        Set<String> addresses = new HashSet<>();
        UserForm[] read = new UserForm[users.size()];
        for (int i = 0; i < read.length; i++) {
            Fields one = fields.under("users." + i);
            read[i] = users.get(i).read(one, members);
            String address = String.valueOf(read[i].email());
            if (!address.isEmpty() && !addresses.add(address)) {
                one.refuse("email", "another than of the other users");
            }
        }
        return new CreationPlan(assets, markets, List.of(read));
    }

    /** Returns the plan with hashes instead of passwords; each hash takes a moment. */
    public CreationPlan hashed(TenantMembers members) {
        return new CreationPlan(
                assets,
                markets,
                users.stream().map(user -> user.hashed(members)).toList());
    }

    String json() {
        return new String(Json.bytes(this), StandardCharsets.UTF_8);
    }

    static CreationPlan parse(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), CreationPlan.class);
    }
}
