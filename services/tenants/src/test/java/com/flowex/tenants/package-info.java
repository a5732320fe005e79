@org.jspecify.annotations.NullMarked
package com.flowex.tenants;
