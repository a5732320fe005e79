/** Sessions in PostgreSQL or Redis, and the devices of users. */
@NullMarked
package com.flowex.identity.store.session;

import org.jspecify.annotations.NullMarked;
