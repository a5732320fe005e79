/** What the wallet asks of whoever knows the people: their second factors, what happened to their access, and letters to them. */
@NullMarked
package com.flowex.wallet.people;

import org.jspecify.annotations.NullMarked;
