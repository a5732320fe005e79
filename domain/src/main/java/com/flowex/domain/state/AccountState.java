package com.flowex.domain.state;

import com.flowex.domain.AccountId;

/**
 * An open account, in the order of opening.
 *
 * @param hasForgottenIds whether even the traces of some of its client order ids are gone, so that an unknown id can no
 *     longer be called never seen
 */
public record AccountState(AccountId account, boolean hasForgottenIds) implements StateRecord {}
