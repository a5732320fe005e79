@NullMarked
package com.flowex.identity.restriction;

import org.jspecify.annotations.NullMarked;
