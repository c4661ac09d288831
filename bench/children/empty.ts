// An empty Node process: what every other start-up is compared with.
export {}
