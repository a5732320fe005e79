/**
 * Functions that the wallet needs of the identity service: second factors, recent changes of access, and messages to
 * users.
 */
@NullMarked
package com.flowex.wallet.people;

import org.jspecify.annotations.NullMarked;
