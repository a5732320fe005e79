/** Access to services under test: a server with their routes, a client, tenants. */
@NullMarked
package com.flowex.access.testing;

import org.jspecify.annotations.NullMarked;
