/** Sessions in PostgreSQL or Redis, and the devices that users logged in from. */
@NullMarked
package com.flowex.identity.store.session;

import org.jspecify.annotations.NullMarked;
