package com.flowex.wallet.store.cold;

import com.flowex.domain.value.AssetId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Address in cold storage for an asset, which no process can move money from.
 *
 * @param approved decision of the second person; empty while there is none
 * @param activeFrom time from which money goes there; empty before the approval
 * @param retired time since which no money goes there; empty while it is in use
 */
public record ColdAddress(
        UUID id,
        AssetId asset,
        String network,
        String address,
        long requestedBy,
        Instant requestedAt,
        Optional<Boolean> approved,
        Optional<Instant> activeFrom,
        Optional<Instant> retired) {}
