package com.flowex.tenants;

import com.flowex.edge.http.Json;
import com.flowex.edge.tenancy.TenantMembers;
import com.flowex.ground.refusal.Fields;
import com.flowex.tenants.listing.AssetForm;
import com.flowex.tenants.listing.MarketForm;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Initial assets, markets and users of a tenant. Applying the plan twice changes nothing. */
record CreationPlan(List<AssetForm> assets, List<MarketForm> markets, List<UserForm> users) {

    private static final int USERS_MAX = 100;

    CreationPlan {
        assets = List.copyOf(assets);
        markets = List.copyOf(markets);
        users = List.copyOf(users);
    }

    /** Returns the plan with its users normalised, apart from their passwords; records errors in {@code fields}. */
    CreationPlan withUsersRead(Fields fields, TenantMembers members) {
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
    CreationPlan hashed(TenantMembers members) {
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
