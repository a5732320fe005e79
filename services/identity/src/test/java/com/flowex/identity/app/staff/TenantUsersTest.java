package com.flowex.identity.app.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Role;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.identity.IdentityWorld;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The people of tenants, as whoever makes and ends tenants sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class TenantUsersTest {

    private final IdentityWorld world = new IdentityWorld();
    private final TenantMembers members = world.access.members();

    @AfterAll
    void stop() {
        world.close();
    }

    /** The rules of a plan are those of a registration: whatever one takes, the other takes. */
    @Test
    void anAddressOrAPasswordIsRightWhereARegistrationTakesIt() {
        List<String> addresses =
                List.of("ada@example.com", " Ada@EXAMPLE.com ", "a@b", "nobody", "a..b@example.com", "a@exa mple.com");
        for (String address : addresses) {
            boolean taken = world.register(address, IdentityWorld.PASSWORD).status() != 400;
            assertEquals(taken, members.address(address).isPresent(), address);
        }
        assertEquals(Optional.of("ada@example.com"), members.address(" Ada@EXAMPLE.com "));
        for (String password : List.of("short", "onlyletters", "password123", IdentityWorld.PASSWORD)) {
            boolean taken = world.register(IdentityWorld.freshEmail(), password).status() != 400;
            assertEquals(taken, members.brokenBy(password, List.of()).isEmpty(), password);
        }
    }

    private static TenantMembers.Member member(TenantMembers members, String email) {
        return new TenantMembers.Member(
                email, "Ada", "Test", Set.of(Role.TRADER), members.hash(IdentityWorld.PASSWORD));
    }

    private int users(int tenant, String condition) {
        return world.stand.database().query(tenant, transaction -> {
            try (var statement = transaction.jdbc().createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM identity.users WHERE " + condition)) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    @Test
    void userAddedTwiceExistsOnceWithAnOpenAccount() {
        Tenant acme = TestTenants.add(world.stand, "acme");
        for (int again = 0; again < 2; again++) {
            members.add(acme.number(), member(members, "ada@acme.test"));
        }
        assertEquals(1, users(acme.number(), "account_opened AND email_verified_at IS NOT NULL"));
        assertTrue(world.exchange.commands().stream()
                .anyMatch(command -> command instanceof OpenOwnedAccount opened
                        && opened.account().tenant() == acme.number()));
    }

    @Test
    void closedTenantsUsersAreLoggedOutDeletedOnesRemovedAndOthersUntouched() {
        Tenant closed = TestTenants.add(world.stand, "closed");
        Tenant deleted = TestTenants.add(world.stand, "deleted");
        Tenant other = TestTenants.add(world.stand, "other");
        for (Tenant tenant : List.of(closed, deleted, other)) {
            members.add(tenant.number(), member(members, "ada@" + tenant.slug() + ".test"));
        }
        members.closeAll(closed.number());
        members.deleteAll(deleted.number());
        assertEquals(1, users(closed.number(), "status = 'closed' AND totp_secret IS NULL"));
        assertEquals(0, users(deleted.number(), "true"));
        assertEquals(1, users(other.number(), "status = 'active'"));
    }
}
