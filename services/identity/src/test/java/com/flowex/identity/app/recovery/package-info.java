/** Tests of the ends of second factors. */
@NullMarked
package com.flowex.identity.app.recovery;

import org.jspecify.annotations.NullMarked;
