package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;

/**
 * Age limit of an account's client order ids that contain their time. The engine has forgotten some of them, so an id
 * that is not younger cannot be proved new.
 *
 * @param millis time of the youngest forgotten id, in milliseconds since 1970
 */
public record DatedIdsState(AccountId account, long millis) implements StateRecord {}
